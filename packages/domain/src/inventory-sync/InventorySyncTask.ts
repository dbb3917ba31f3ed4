export const inventorySyncTask = "SyncInventory"
