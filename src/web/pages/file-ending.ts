// How the name of a saved file ends, so that the computer knows what to open it with. The name itself is ours. Runs in the browser.

const endings: Readonly<Record<string, string>> = {
  ...{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' },
  ...{ 'video/mp4': 'mp4', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'audio/mpeg': 'mp3' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  ...{ 'text/plain': 'txt', 'application/zip': 'zip' },
}

/** What is not known has an ending that nothing opens by itself. */
export const fileEnding = (mime: string): string => endings[mime] ?? 'bin'
