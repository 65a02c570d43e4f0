/** What fields of many inputs say of themselves. */
export const CLIENT =
  'For which client, where you work for several: the same in the whole operation. Left out: that of your API token or login; with ADMIN_API_TOKEN the first.';
export const KEY =
  'Your own name for this request, 1 to 200 characters. Sent again within 24 hours with the same input, it gives the first result and does nothing; with another input it is refused.';
export const VERSION = 'The `version` that you saw; refused with POST_MOVED where there is a newer one.';
export const VERSION_OPTIONAL = `${VERSION} Left out: whatever it is now.`;
export const PART_VERSION = 'The `version` of that part as you saw it; refused with STALE where it has moved on.';
