import { ProtocolError } from "@muniment/protocol";
import type { DocumentText } from "./DocumentText.js";
import { readPdf } from "./readPdf.js";

const maximumBytes = 25_000_000;
const pdfMark = [0x25, 0x50, 0x44, 0x46, 0x2d];

/**
 * Takes the text out of a document: a PDF with text, or UTF-8 text whose pages end in form feeds. Documents are
 * untrusted: nothing in them is run, fetched or believed.
 * @param document Name for errors.
 * @throws DOCUMENT_UNREADABLE
 */
export async function readDocument(document: string, bytes: Uint8Array): Promise<DocumentText> {
  const refuse = (problem: string, cause?: unknown) =>
    new ProtocolError("DOCUMENT_UNREADABLE", { document, problem }, { cause });
  if (bytes.length > maximumBytes) throw refuse("it is larger than 25 MB");
  const isPdf = pdfMark.every((byte, index) => bytes[index] === byte);
  const pages = isPdf ? await readPdf(document, bytes) : readText();
  const text = pages.map((page) => page.normalize("NFKC").replace(/\s+/gu, " ").trim());
  if (text.every((page) => page === "")) throw refuse("it has no text");
  return { pages: text };

  function readText(): readonly string[] {
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      if (/[\0-\x08\x0e-\x1f]/.test(text)) throw refuse("it is neither a PDF nor plain text");
      return text.split("\f");
    } catch (cause) {
      throw cause instanceof ProtocolError ? cause : refuse("it is neither a PDF nor UTF-8 text", cause);
    }
  }
}
