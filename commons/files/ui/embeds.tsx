export { FilesOfRecord } from './file-list.tsx'
export { markdownOf, uploadFile } from './upload.ts'
