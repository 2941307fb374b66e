/** Every key and what it does, for the list. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  {
    keys: ['Ctrl', 'K'],
    does: 'Find a screen, a year, a security, a lot, a document or an action',
  },
  { keys: ['A'], does: 'Add an entry' },
  { keys: ['/'], does: 'Search this screen’s list' },
  { keys: ['Ctrl', 'Z'], does: 'Undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], does: 'Redo' },
  { keys: ['Enter'], does: 'Open; on a figure, show where it comes from' },
  { keys: ['H'], does: 'Explain the word at hand, then the next one; in a form, F1' },
  {
    keys: ['\u2191', '\u2193', '\u2190', '\u2192'],
    does: 'Move in tables, in a document’s table, among the years, the answers to what a year lacks, and the lots of a sale',
  },
  {
    keys: ['Enter'],
    does: 'On a column heading: sort, reverse the order, stop sorting',
  },
  {
    keys: ['Shift', '\u2190', '\u2192'],
    does: 'On a column heading: make it narrower or wider',
  },
  { keys: ['Ctrl', 'C'], does: 'In a table: copy its rows as cells for a spreadsheet' },
  { keys: ['Ctrl', 'Enter'], does: 'In an entry’s form: save it and start the next one' },
  { keys: ['Backspace'], does: 'One step back in “Where is this from?”' },
  { keys: ['Esc'], does: 'Close; what was typed in a form is kept' },
  { keys: ['?'], does: 'This list' },
];
