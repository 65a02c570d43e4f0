/** A request's parameters, whichever of Telegram's four ways they came. */
export interface Upload {
  name: string;
  type: string;
  data: Buffer;
}
export interface Body {
  params: Record<string, unknown>;
  /** In the order sent; several may have the same field name. */
  uploads: { field: string; file: Upload }[];
}

/** Null where the body is not what its content type says. */
export function parseBody(contentType: string | undefined, query: Record<string, unknown>, body: unknown): Body | null {
  const fromQuery: Body = { params: { ...query }, uploads: [] };
  if (!Buffer.isBuffer(body) || body.length === 0) return fromQuery;
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') {
    const json = parseObject(body.toString('utf8'));
    return json && { params: { ...fromQuery.params, ...json }, uploads: [] };
  }
  if (type === 'application/x-www-form-urlencoded') {
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return { params: { ...fromQuery.params, ...form }, uploads: [] };
  }
  if (type !== 'multipart/form-data') return null;
  const boundary = /boundary="?([^";]{1,200})"?/i.exec(contentType ?? '')?.[1];
  const parts = boundary === undefined ? null : parseMultipart(body, boundary);
  if (!parts) return null;
  for (const part of parts) {
    if (part.fileName === null) fromQuery.params[part.field] = part.data.toString('utf8');
    else fromQuery.uploads.push({ field: part.field, file: { name: part.fileName, type: part.type, data: part.data } });
  }
  return fromQuery;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

interface Part {
  field: string;
  fileName: string | null;
  type: string;
  data: Buffer;
}

function parseMultipart(body: Buffer, boundary: string): Part[] | null {
  const mark = Buffer.from(`--${boundary}`);
  const separator = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  if (at < 0) return null;
  at += mark.length;
  while (body.toString('latin1', at, at + 2) !== '--') {
    const headersEnd = body.indexOf('\r\n\r\n', at);
    const end = headersEnd < 0 ? -1 : body.indexOf(separator, headersEnd + 2);
    if (end < 0) return null;
    const part = parsePart(body.toString('utf8', at, headersEnd), body.subarray(headersEnd + 4, end));
    if (!part) return null;
    parts.push(part);
    at = end + separator.length;
  }
  return parts;
}

function parsePart(headers: string, data: Buffer): Part | null {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  const field = quoted(disposition, 'name');
  if (field === null) return null;
  const type = /^content-type:\s*(\S+)/im.exec(headers)?.[1] ?? 'application/octet-stream';
  return { field, fileName: quoted(disposition, 'filename'), type, data };
}

function quoted(disposition: string, key: string): string | null {
  const match = new RegExp(`;\\s*${key}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match ? (match[1] ?? match[2] ?? '').replaceAll('%22', '"') : null;
}
