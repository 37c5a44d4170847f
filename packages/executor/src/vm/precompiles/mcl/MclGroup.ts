/** mcl's functions for one of a pairing's two groups. */
export interface MclGroup {
  /** Elements of the field that a point's two coordinates have. */
  readonly parts: 2 | 4;
  readonly clear: (point: number) => void;
  readonly isZero: (point: number) => number;
  readonly isValid: (point: number) => number;
  readonly isValidOrder: (point: number) => number;
  readonly normalize: (result: number, point: number) => void;
  readonly add: (result: number, left: number, right: number) => void;
  readonly mulVec: (result: number, points: number, scalars: number, count: number) => void;
}
