/** Letters as two digits, A = 10 to Z = 35, digits as they are: the expansion of ISO 7064 and ISO 6166. */
export function digitsOf(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
}
