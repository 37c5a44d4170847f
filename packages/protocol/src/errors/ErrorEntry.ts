/** One error of the registry; `errors.ts` says what each field is for. */
export interface ErrorEntry {
  readonly doc: string;
  readonly sentence: string;
  readonly next: string;
  readonly exitCode: 1 | 2 | 3 | 4;
  readonly rpc?: number;
}
