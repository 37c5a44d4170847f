/**
 * Blanks out comments of Solidity or TypeScript, keeping every offset and line. String literals stay; a regular
 * expression literal holding `//`, quotes or backticks is not recognised as one.
 */
export function maskComments(text: string): string {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;
  return text.replace(token, (match) => (match.startsWith("/") ? match.replace(/[^\n]/g, " ") : match));
}
