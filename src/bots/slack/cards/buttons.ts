import { asWritten, buttonOf } from '../kit/button.ts';

const ofItem = (id: string) => buttonOf(id, asWritten);

/** Of one item: each carries its reference. */
export const OPEN = ofItem('open');
/** In Home and in lists. */
export const HOME_OPEN = ofItem('home_open');
export const CLAIM = ofItem('claim');
/** Of what somebody has. */
export const ASSIGN = ofItem('assign');
export const REPLY = ofItem('reply');
export const NOTE = ofItem('note');
export const REFER = ofItem('refer');
export const CLOSE = ofItem('close');
export const ACCEPT_REFERRAL = ofItem('accept_referral');
export const RETURN_REFERRAL = ofItem('return_referral');
export const SEND_RECORDING = ofItem('send_recording');
/** Of one message with a file: its id. */
export const LOOK = ofItem('look');
