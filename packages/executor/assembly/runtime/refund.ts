// The transaction's refund counter (EIP-3529). It may be negative within a frame, never at the end.

export let refund: i64 = 0;

export function setRefund(value: i64): void {
  refund = value;
}

export function addRefund(value: i64): void {
  refund += value;
}
