/** As `randomUUID` and PostgreSQL write one. Whatever comes from outside is tried by it before it is looked up. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
