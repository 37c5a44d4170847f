/** Serials a page holds; every page but the last is full. */
export const serialsPerPage = 512;
