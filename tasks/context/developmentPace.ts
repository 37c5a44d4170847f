/** How Ignition waits on development chains, where what is in a block stays: for one block, in milliseconds. */
export const developmentPace = { requiredConfirmations: 1, blockPollingInterval: 50 };
