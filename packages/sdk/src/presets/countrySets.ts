/** Countries of the European Union, ISO 3166-1 numeric. Source: Treaty on European Union, article 52. */
const eu = [
  40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616, 620,
  642, 703, 705, 724, 752,
] as const;

/**
 * Sets of countries, ISO 3166-1 numeric. `exampleSanctioned` is an example for trying things out, no statement of law:
 * who issues a token supplies the list that binds him.
 */
export const countrySets = {
  eu,
  /** The Union with Iceland, Liechtenstein and Norway. Source: Agreement on the European Economic Area, article 126. */
  eea: [...eu, 352, 438, 578],
  /** The United States with its territories. Source: 17 CFR 230.902(l). */
  us: [840, 16, 316, 580, 581, 630, 850],
  /** Replace it: Iran and North Korea, so that examples restrict something. */
  exampleSanctioned: [364, 408],
} as const;
