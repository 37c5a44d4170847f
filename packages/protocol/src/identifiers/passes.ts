import { ProtocolError } from "../errors.js";

/** Whether a parser accepts the text. */
export function passes(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
