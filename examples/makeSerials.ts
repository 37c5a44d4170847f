const sites = [
  "Futian",
  "Luohu",
  "Nanshan",
  "Bao'an",
  "Longgang",
  "Longhua",
  "Pingshan",
  "Guangming",
  "Huicheng",
  "Huiyang",
];
const pilesPerSite = 45;

/** The list of 9,000 charging piles: serial, site and meter of each, always the same. */
export function makeSerials(): string {
  const rows = Array.from({ length: 9_000 }, (_, index) => {
    const site = Math.floor(index / pilesPerSite);
    const name = `${sites[site % sites.length] ?? ""} ${String(Math.floor(site / sites.length) + 1).padStart(2, "0")}`;
    const pile = String(index + 1).padStart(5, "0");
    // Meters were bought in another order than the piles: 7 and 9,000 have no common divisor.
    const meter = String(2_600_000 + ((index * 7) % 9_000)).padStart(8, "0");
    return `HLC-${pile},${name},M${meter}`;
  });
  return `${["serial,site,meter", ...rows].join("\n")}\n`;
}
