/** Days of a month, 28 to 31. */
export function daysInMonth(year: bigint, month: bigint): bigint {
  if (month === 2n) return (year % 4n === 0n && year % 100n !== 0n) || year % 400n === 0n ? 29n : 28n;
  return [4n, 6n, 9n, 11n].includes(month) ? 30n : 31n;
}
