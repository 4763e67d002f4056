import { FileInput, Textarea } from '@mantine/core'
import { useState } from 'react'

type Props = {
  label: string
  hint: string
  accept: string
  error?: string | undefined
  onChange: (file: { name: string; text: string } | undefined) => void
}

/** A file to choose or a text to paste. */
export function FilePicker({ label, hint, accept, error, onChange }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [pasted, setPasted] = useState('')
  return (
    <>
      <FileInput
        label={label}
        description={hint}
        accept={accept}
        placeholder="Choose a file"
        error={error}
        clearable
        value={file}
        onChange={async (chosen) => {
          setFile(chosen)
          onChange(chosen ? { name: chosen.name, text: await chosen.text() } : undefined)
        }}
      />
      {!file && (
        <Textarea
          label="Or paste it here"
          minRows={3}
          maxRows={8}
          autosize
          value={pasted}
          onChange={(event) => {
            const text = event.currentTarget.value
            setPasted(text)
            onChange(text.trim() ? { name: 'Pasted text', text } : undefined)
          }}
        />
      )}
    </>
  )
}
