/** What is used of WebAssembly.Table. */
export interface FunctionTable {
  /** @returns The size before, which is the index of the first new entry. */
  grow(entries: number): number;
  set(index: number, value: unknown): void;
}

/** What `build/runtime.wasm` exports to the host (packages/executor/assembly/runtime). Pointers are unsigned 32 bits. */
export interface RuntimeExports {
  readonly table: FunctionTable;
  /** The 32-bit counters that stamps are compared with; tests set them near their end. */
  readonly transactionNumber: { value: number };
  readonly flushNumber: { value: number };
  /** EIP-3529's counter of the running transaction. */
  readonly refund: { readonly value: bigint };
  initialise(
    memoryBytes: number,
    workBytes: number,
    codeBytes: number,
    codes: number,
    accounts: number,
    slots: number,
  ): number;
  reset(chance: bigint): void;
  setRules(isChain: boolean, fork: number): void;
  inputRegion(): number;
  inputSize(): number;
  receiptsRegion(): number;
  receiptsSize(): number;
  changesRegion(): number;
  changesSize(): number;
  returnData(): number;

  accountCount(): number;
  accountOf(address: number): number;
  knownAccount(address: number): number;
  accountOfId(id: number): number;
  putAccount(address: number, balance: number, nonce: bigint, code: number): number;
  slotCount(): number;
  slotAt(account: number, key: number): number;
  knownSlot(account: number, key: number): number;
  slotOfId(id: number): number;
  putSlot(account: number, key: number, value: number): void;
  codeCount(): number;
  codeEntry(id: number): number;
  codeOf(bytes: number, size: number): number;
  deferBlockHash(number: bigint): number;
  settleBlockHash(): void;
  putBlockHash(number: bigint, hash: number): void;

  beginBlock(): void;
  executeRecords(at: number, count: number, marks: boolean, from: number): number;
  executedCount(): number;
  executedSize(): number;
  slotsReadAhead(): number;
  setTracing(isWanted: boolean): void;
  writeChanges(): void;
  endTransactionChanges(index: number): void;
  undoBlock(): void;
  blockGasUsed(): bigint;
  blockPrecompileCount(): bigint;
  transactionGasUsed(): bigint;
  transactionOutcome(): number;
  fault(): number;
  refusedFault(): number;

  reverseRecords(at: number, size: number): number;
  overlayRecords(at: number, size: number): number;
  allowAnySender(isAllowed: boolean): void;
  loadRecords(at: number, size: number): number;

  setCompiled(code: number, entry: number): void;
  heatOf(code: number): number;
}
