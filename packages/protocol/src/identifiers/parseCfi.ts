import type { Cfi } from "./Cfi.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/** Groups of each category in ISO 10962:2021. */
const groupsOfCategory: Readonly<Record<string, string>> = {
  E: "SPCFLDYM",
  C: "IHBESFPM",
  D: "BCWTSEGANDYM",
  R: "ASPWFDM",
  O: "CPM",
  F: "FC",
  S: "RTECFM",
  H: "RTECFM",
  I: "FT",
  J: "EFCRT",
  K: "RTECFYM",
  L: "LRS",
  T: "CTRIBDM",
  M: "CM",
};

/**
 * Reads a CFI code: six upper-case letters whose first two are a category and one of its groups. The four attributes
 * are not looked up, because their meaning depends on the group.
 * @throws IDENTIFIER_INVALID
 */
export function parseCfi(text: string): Cfi {
  if (!/^[A-Z]{6}$/.test(text))
    throw refuseIdentifier("CFI code (ISO 10962)", text, "it is not six upper-case letters");
  const [category = "", group = ""] = text;
  const groups = groupsOfCategory[category];
  if (groups === undefined) {
    throw refuseIdentifier("CFI code (ISO 10962)", text, `${category} is not a category`);
  }
  if (!groups.includes(group)) {
    throw refuseIdentifier("CFI code (ISO 10962)", text, `${group} is not a group of category ${category}`);
  }
  return text as Cfi;
}
