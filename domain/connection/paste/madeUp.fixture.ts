/** Keys that nobody was ever given, in the shapes that AWS issues. */
export const madeUp = {
  longTerm: 'AKIARTX3GSDSQEXAMPLE',
  temporary: 'ASIARTX3GSDSQEXAMPLE',
  secretKey: 'NotASecret+1/'.repeat(4).slice(0, 40),
  otherSecretKey: 'AnotherOne/2+'.repeat(4).slice(0, 40),
  sessionToken: 'NotAToken/3+'.repeat(30),
  otherToken: 'OldToken4+//'.repeat(20),
}

/** A text as a terminal of some width shows it when it is copied. */
export function wrap(text: string, width: number): string {
  return text.replace(new RegExp(`(.{${width}})(?=.)`, 'g'), '$1\n')
}
