import { slack } from '../wire/api.ts';
import { bytesOf } from '../wire/bytes-of.ts';
import type { Json } from '../wire/contract.ts';
import { type FieldProps, useSurface } from './surface.ts';

const filesIn = (held: Json | undefined): Json[] => (Array.isArray(held?.files) ? (held.files as Json[]) : []);

/** A file of one's own in a form: Slack has it from the moment it is chosen, and the form holds what Slack says of it. */
export function FilePut({ element, held, onHeld, names }: FieldProps) {
  const { acting } = useSurface();
  const endings = Array.isArray(element.filetypes) ? element.filetypes.map((one) => `.${String(one)}`) : [];
  const put = async (chosen: FileList | null) => {
    const most = Number(element.max_files ?? 10);
    const given = await Promise.all([...(chosen ?? [])].slice(0, most).map(bytesOf));
    const files = await Promise.all(given.map((one) => slack<Json>('putFile', acting, one)));
    onHeld({ type: 'file_input', files });
  };
  return (
    <>
      <input
        class="field"
        type="file"
        {...names}
        accept={endings.join(',') || undefined}
        multiple={Number(element.max_files ?? 10) > 1}
        onChange={({ currentTarget }) => void put(currentTarget.files)}
      />
      {filesIn(held).map((file) => (
        <p key={String(file.id)} class="bk-hint">
          📎 {String(file.name ?? '')}
        </p>
      ))}
    </>
  );
}
