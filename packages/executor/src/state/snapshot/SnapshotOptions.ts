export interface SnapshotOptions {
  /** Whether segments of the log stay that no snapshot needs: an archive of all blocks. */
  readonly keepLog?: boolean;
}
