import PDFDocument from "pdfkit";
import type { DocumentDraft } from "./DocumentDraft.js";

/** Sets a document as a PDF. The same draft gives the same bytes: fixed dates, no compression, no embedded fonts. */
export async function setDocument(draft: DocumentDraft): Promise<Uint8Array> {
  const date = new Date(`${draft.date}T09:00:00Z`);
  const pdf = new PDFDocument({
    size: "A4",
    margin: 64,
    compress: false,
    info: { Title: draft.title, Author: draft.author, CreationDate: date, ModDate: date },
  });
  const chunks: Uint8Array[] = [];
  pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  pdf.font("Helvetica").fontSize(9).fillColor("#555555").text(draft.author);
  pdf.moveDown(0.5).font("Helvetica-Bold").fontSize(17).fillColor("#111111").text(draft.title);
  pdf
    .moveDown(0.5)
    .font("Helvetica")
    .fontSize(9)
    .fillColor("#555555")
    .text(`Dated ${longDate(date)}`);
  pdf.moveDown(1.5).font("Helvetica").fontSize(10.5).fillColor("#111111");
  write(draft.paragraphs);
  if (draft.annex !== undefined) {
    pdf.addPage();
    write(draft.annex);
  }
  pdf.moveDown(2).fontSize(9).fillColor("#555555");
  pdf.text("Fictional document of the Muniment examples. Every name and identifier in it is invented.");
  pdf.end();
  await ended;
  return Buffer.concat(chunks);

  function write(paragraphs: readonly string[]): void {
    for (const paragraph of paragraphs) pdf.text(paragraph, { lineGap: 3 }).moveDown(0.9);
  }
}

function longDate(date: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
}
