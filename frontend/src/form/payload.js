// What is sent: the hidden fields of the page's form, the answers as JSON, and the picked files.

const isFileKey = (value) => typeof value === 'string' && value.startsWith('files::');

/** Every file key in the answers, at any depth. */
export function fileKeys(value) {
  if (isFileKey(value)) return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(fileKeys) : [];
}

/** The answers as a draft keeps them: a picked file lives only in this page, so its key means nothing later. */
export const withoutFiles = (data) => JSON.parse(JSON.stringify(data, (_key, value) => (isFileKey(value) ? null : value)));

/** The page's hidden fields (csrf_token, seen or key) and the answers. */
export function draftBody(hidden, data) {
  const body = new FormData();
  for (const { name, value } of hidden) body.append(name, value);
  body.append('data', JSON.stringify(data));
  return body;
}

/** All of it: a draft's fields, the files that the answers name, and the password where one is asked for. */
export function submissionBody(hidden, data, files, password) {
  const body = draftBody(hidden, data);
  for (const key of fileKeys(data)) {
    for (const file of files.get(key) ?? []) body.append(`file:${key}`, file);
  }
  if (password !== null) body.append('password', password);
  return body;
}
