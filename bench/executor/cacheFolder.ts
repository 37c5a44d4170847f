/** Where signed transactions and compiled contracts are kept between runs; git does not see it. */
export function cacheFolder(): URL {
  return new URL("../.cache/", import.meta.url);
}
