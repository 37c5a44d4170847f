/** A number as noir_js takes it. */
export function circuitNumber(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}
