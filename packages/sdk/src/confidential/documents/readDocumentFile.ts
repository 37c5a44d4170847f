import { readFile } from "node:fs/promises";
import { isProtocolError, ProtocolError } from "@muniment/protocol";

/**
 * What a file of JSON says.
 * @param decode For example decodeRoster.
 * @throws FILE_UNREADABLE, and as `decode`
 */
export async function readDocumentFile<Content>(
  path: string,
  decode: (document: unknown) => Content,
): Promise<Content> {
  try {
    return decode(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    if (isProtocolError(cause)) throw cause;
    // The parser's own words would show what is in the file, which may be a seed.
    const problem = cause instanceof SyntaxError ? "it is no JSON" : (cause as Error).message;
    throw new ProtocolError(
      "FILE_UNREADABLE",
      { file: path, problem },
      cause instanceof SyntaxError ? {} : { cause },
    );
  }
}
