/** The least power of two that is not below `count`. */
export function paddedWidth(count: number): number {
  let width = 1;
  while (width < count) width *= 2;
  return width;
}
