// A small picture of what was chosen, as it will be seen.
import { useEffect, useState } from 'preact/hooks'
import type { EvidenceFile } from './chosen-file.js'

export function PictureOf({ file }: { readonly file: EvidenceFile }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([new Uint8Array(file.clean)], { type: file.cleanMime }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [file])
  return address === '' ? null : <img src={address} alt="" width="64" height="64" />
}
