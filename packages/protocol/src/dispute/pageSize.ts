/** Bytes of a page (spec/dispute.md, DISPUTE-20). */
export const pageSize = 1024;
