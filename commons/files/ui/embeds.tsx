export { markdownOf, uploadFile } from './upload.ts'
