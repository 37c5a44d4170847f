// The change records' kinds and sizes, bytes. The table with every field is in packages/executor/README.md.

export const KIND_ACCOUNT: u32 = 1;
export const KIND_SLOT: u32 = 2;
export const KIND_CODE: u32 = 3;
export const KIND_TRANSACTION: u32 = 4;
export const ACCOUNT_RECORD: u32 = 104;
/** Flags of an account's record: it is absent now; it delegates (EIP-7702), and its code stands in the place of the hash. */
export const ABSENT: u32 = 1;
export const DELEGATING: u32 = 2;
export const SLOT_RECORD: u32 = 96;
/** The code follows, padded to a multiple of 8. */
export const CODE_HEADER: u32 = 48;
export const TRANSACTION_RECORD: u32 = 8;
