/** Says something to whoever reads the console. Some pages take parts of it away. */
export function note(...words: unknown[]): void {
  try {
    console.info(...words);
  } catch {
    // Nobody reads it.
  }
}
