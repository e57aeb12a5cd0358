/** The line below a control: `wrong` and `warning` in their colours, `note` and `missing` quietly. */
export type FieldMessage = { kind: 'wrong' | 'missing' | 'warning' | 'note'; sentence: string }
