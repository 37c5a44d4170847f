/** Rounds of the loop: some 5,400 instructions. */
const rounds = 300;

/** Init code that counts down and keeps the count in memory: instructions without storage, as most are. */
export function plainCode(): string {
  const bytes = [
    ...[0x61, rounds >> 8, rounds & 0xff],
    ...[0x5b, 0x60, 1, 0x90, 0x03],
    ...[0x80, 0x60, 0x40, 0x52, 0x60, 0x40, 0x51, 0x80, 0x17, 0x15, 0x50],
    ...[0x60, 7, 0x60, 9, 0x01, 0x50],
    ...[0x80, 0x60, 3, 0x57, 0x00],
  ];
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
