/** The address of a document that is built with the window. */
declare module '*.md?url' {
  const address: string
  export default address
}
