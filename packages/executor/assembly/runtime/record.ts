// The prepared transaction record: what a signature worker hands over. Offsets in bytes; the table with every field's
// meaning is in packages/executor/README.md.

export const TX_SIZE: u32 = 0;
export const TX_TYPE: u32 = 4;
export const TX_FLAGS: u32 = 5;
export const TX_NONCE: u32 = 8;
export const TX_GAS_LIMIT: u32 = 16;
export const TX_DATA: u32 = 24;
export const TX_DATA_SIZE: u32 = 28;
export const TX_MAX_FEE: u32 = 32;
export const TX_MAX_TIP: u32 = 64;
export const TX_VALUE: u32 = 96;
export const TX_SENDER: u32 = 128;
export const TX_TO: u32 = 152;
export const TX_ACCESS_ADDRESSES: u32 = 176;
export const TX_ACCESS_KEYS: u32 = 180;
export const TX_ACCESS: u32 = 184;
export const TX_AUTHORIZATIONS: u32 = 188;
export const TX_AUTHORIZATION_LIST: u32 = 192;
export const TX_BLOBS: u32 = 196;
export const TX_BLOB_LIST: u32 = 200;
export const TX_MAX_BLOB_FEE: u32 = 208;
export const TX_HASH: u32 = 240;

export const TYPE_BLOB: u32 = 3;
export const TYPE_SET_CODE: u32 = 4;
export const TYPE_DEPOSIT: u32 = 0x7e;

/** An authorization in its list. */
export const AUTHORIZATION_SIZE: u32 = 96;
export const AUTHORIZATION_VALID: u32 = 24;
export const AUTHORIZATION_CHAIN: u32 = 32;
export const AUTHORIZATION_TARGET: u32 = 64;
export const AUTHORIZATION_NONCE: u32 = 88;

/** An entry of the access list: address limbs (24 bytes), number of keys, padding; then the keys as words. */
export const ACCESS_ENTRY_SIZE: u32 = 32;
export const ACCESS_KEY_COUNT: u32 = 24;

/** Whether the transaction creates a contract. */
export function isCreation(tx: u32): bool {
  return (load<u8>(tx, TX_FLAGS) & 1) != 0;
}
