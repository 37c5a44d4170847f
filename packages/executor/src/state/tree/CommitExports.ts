/** What assembly/commit/tree/index.ts exports; addresses and sizes in bytes. */
export interface CommitExports {
  treeInit(pages: number): number;
  treeExchange(): number;
  treeInput(size: number): number;
  treeApply(from: number, size: number, wantsRoot: boolean): number;
  treeRoot(to: number): void;
  treeRootsCount(): number;
  treeRoots(): number;
  treeProve(key: number, isRemoval: number): number;
  treeProof(): number;
  treeLeaves(): number;
  treeNodes(): number;
  treeHashed(): number;
  treeBytes(): number;
}
