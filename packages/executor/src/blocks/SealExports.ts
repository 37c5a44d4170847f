/** What assembly/commit/blocks/index.ts exports; addresses and sizes in bytes. */
export interface SealExports {
  sealInit(pages: number): number;
  sealInput(size: number): number;
  sealOutput(): number;
  commitReceipts(size: number): number;
  orderedTrieRoot(count: number, size: number): number;
}
