/** What the escape is shown of an account: IEscapeHatch's AccountProof. */
export interface AccountExit {
  readonly account: string;
  readonly nonce: bigint;
  /** wei */
  readonly balance: bigint;
  /** keccak256 of its code. */
  readonly codeHash: string;
  /** Where it delegates to (EIP-7702); the zero address: nowhere. */
  readonly delegate: string;
  /** Of the account, or of its absence. */
  readonly proof: string;
  /** Owner that a contract has named; ignored for other accounts. */
  readonly owner: string;
  /** Of the owner's entry in the register; ignored for other accounts. */
  readonly ownerProof: string;
}
