import { ProtocolError } from "@muniment/protocol";

const maximumPages = 300;

/**
 * Text of each page of a PDF.
 * @throws DOCUMENT_UNREADABLE
 */
export async function readPdf(document: string, bytes: Uint8Array): Promise<readonly string[]> {
  // Loaded when the first PDF comes: it takes longer than everything else here together.
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // pdf.js takes the buffer over, so it gets its own copy.
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
  });
  try {
    const pdf = await loading.promise;
    if (pdf.numPages > maximumPages) {
      throw new ProtocolError("DOCUMENT_UNREADABLE", {
        document,
        problem: `it has more than ${String(maximumPages)} pages`,
      });
    }
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      pages.push(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""));
    }
    return pages;
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    const problem =
      cause instanceof Error ? `it is not a sound PDF (${cause.name})` : "it is not a sound PDF";
    throw new ProtocolError("DOCUMENT_UNREADABLE", { document, problem }, { cause });
  } finally {
    await loading.destroy();
  }
}
