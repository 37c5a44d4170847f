/** The text of a document, page by page, with every run of white space as one space. */
export interface DocumentText {
  readonly pages: readonly string[];
}
