/** Which trace is wanted, in geth's words. */
export type TraceSettings =
  | { readonly kind: "calls"; readonly onlyTopCall: boolean; readonly withLog: boolean }
  | {
      readonly kind: "steps";
      readonly disableStack: boolean;
      readonly disableStorage: boolean;
      readonly enableMemory: boolean;
      readonly enableReturnData: boolean;
      /** Steps that are given at most; 0: all. */
      readonly limit: number;
    };
