/** The heartbeat beats every minute; one may be missed. */
export const HEARTBEAT_LATE_MS = 120_000;
