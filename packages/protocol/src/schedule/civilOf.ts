import { ProtocolError } from "../errors.js";
import type { CivilDate } from "./CivilDate.js";
import type { Day } from "./Day.js";

const lastDay = 2_932_896n;

/**
 * Date of a day number.
 * @throws DATE_INVALID when the number is negative or after 9999-12-31.
 */
export function civilOf(number: Day): CivilDate {
  if (number < 0n || number > lastDay) {
    throw new ProtocolError("DATE_INVALID", {
      value: number,
      problem: "it is not a day between 1970 and 9999",
    });
  }
  const shifted = number + 719_468n;
  const era = shifted / 146_097n;
  const dayOfEra = shifted % 146_097n;
  const yearOfEra = (dayOfEra - dayOfEra / 1_460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const monthFromMarch = (5n * dayOfYear + 2n) / 153n;
  const month = monthFromMarch < 10n ? monthFromMarch + 3n : monthFromMarch - 9n;
  return {
    year: era * 400n + yearOfEra + (month <= 2n ? 1n : 0n),
    month,
    day: dayOfYear - (153n * monthFromMarch + 2n) / 5n + 1n,
  };
}
