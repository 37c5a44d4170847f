/** The layer a path belongs to: the longest key that is the path or a folder above it. */
export function layerOf(
  path: string,
  layers: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  return Object.keys(layers)
    .filter((layer) => path === layer || path.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];
}
