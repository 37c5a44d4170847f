/** What one call did and cost; children are the calls it made. */
export interface Frame {
  /** `Contract.function`, with how it was called when not by CALL. */
  readonly label: string;
  readonly depth: number;
  /** Gas of this call without its children. */
  own: number;
  /** Gas of this call with its children. */
  total: number;
  coldLoads: number;
  warmLoads: number;
  stores: number;
  /** Gas of the stores. */
  storeGas: number;
  /** Calls to accounts the transaction had not touched. */
  coldAccounts: number;
  calls: number;
  logs: number;
  readonly children: Frame[];
}
