/** A bond as a term sheet states it: dates as "YYYY-MM-DD". */
interface TermSheet {
  readonly issue: string;
  readonly maturity: string;
  readonly ratePpm: bigint;
  readonly frequency: 1 | 2 | 4 | 12;
  readonly dayCount: "30/360" | "Act/365F" | "Act/Act ICMA";
  readonly face: bigint;
}

interface Coupon {
  readonly start: string;
  readonly end: string;
  readonly amount: bigint;
}

const actualDays = (from: string, to: string) =>
  BigInt(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));

/** "2024-02-31" does not parse as itself, so the longest day that survives the round trip is the month's last. */
function existingDate(month: string, day: number): string {
  for (let candidate = day; ; candidate--) {
    const text = `${month}-${String(candidate).padStart(2, "0")}`;
    const time = new Date(`${month}-01T00:00:00Z`).setUTCDate(candidate);
    if (new Date(time).toISOString().startsWith(text)) return text;
  }
}

function previousMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

/** Days since year 0 in a calendar of twelve months of thirty days. */
function thirtySerial(date: string, day: number): bigint {
  const [year, month] = date.split("-").map(Number) as [number, number];
  return BigInt((year * 12 + month) * 30 + day);
}

function thirty360Days(from: string, to: string): bigint {
  const first = Math.min(30, Number(from.slice(8)));
  const last = Number(to.slice(8));
  return thirtySerial(to, last === 31 && first === 30 ? 30 : last) - thirtySerial(from, first);
}

/** Coupon dates from the maturity backwards, ending with the first that is not after the issue. */
function datesBackwards(sheet: TermSheet): string[] {
  const day = Number(sheet.maturity.slice(8));
  const isMonthEnd = existingDate(sheet.maturity.slice(0, 7), 31) === sheet.maturity;
  const dates: string[] = [];
  for (let month = sheet.maturity.slice(0, 7); ;) {
    dates.push(existingDate(month, isMonthEnd ? 31 : day));
    if (dates.at(-1)! <= sheet.issue) return dates;
    for (let step = 0; step < 12 / sheet.frequency; step++) month = previousMonth(month);
  }
}

/**
 * The coupons of a bond, computed independently of the contracts: from calendar strings, the platform's calendar and
 * rational numbers. Years 1970 to 9999.
 */
export function calculateCoupons(sheet: TermSheet): Coupon[] {
  const dates = datesBackwards(sheet).reverse();
  return dates.slice(1).map((end, index) => {
    const regularStart = dates[index]!;
    const start = index === 0 ? sheet.issue : regularStart;
    const [days, year] = {
      "30/360": () => [thirty360Days(start, end), 360n] as const,
      "Act/365F": () => [actualDays(start, end), 365n] as const,
      "Act/Act ICMA": () =>
        [actualDays(start, end), actualDays(regularStart, end) * BigInt(sheet.frequency)] as const,
    }[sheet.dayCount]();
    return { start, end, amount: (sheet.face * sheet.ratePpm * days) / (year * 1_000_000n) };
  });
}
