/** Words of an operation in a batch's data (SETTLE-39). */
export const operationSize = 27;
