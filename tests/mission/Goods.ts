import { by, section } from "./Entry.ts"

const stock = "app/inventory-sync"
const links = "domain/inventory-sync/WarehouseLink"
const products = "app/product-export"
const articles = "domain/product-export/ArticleMapping"
const deliveries = "app/delivery-export"
const mapping = "domain/delivery-export/PurchaseOrderMapping"
const purchase = "app/purchase-order-sync"
const reception = "domain/purchase-order-sync/GoodsReception"

const differences = [stock, "follows Ongoing by differences, in one call for a warehouse"] as const
const firstRun = [stock, "is in step after the first run, which reads all of it"] as const

const inventory = section("Inventory sync", {
  "a delta reads what changed since the last sync, of 24 hours at most": by(
    differences,
    [stock, "is healed by a full scan that begins by itself"],
    [
      "domain/inventory-sync/ScanKind",
      "a delta goes on where the last one was",
      "R14: a cursor of %p hours is trusted: %p"
    ]
  ),
  "a full sync reads all articles of a warehouse": by(firstRun, [stock, "a full scan goes on where the process died"]),
  "the stock is asked for by warehouse": by(differences, [stock, "that fails stops no other"]),
  "warehouses are matched by OngoingWarehouseId": by(
    firstRun,
    [stock, "%s is not synchronized and says so"],
    [links, "every Ongoing store with both ids is linked, whichever of the two it shares"]
  ),
  "the change is what can be sold less what Omnium holds": by(
    ["domain/inventory-sync/InventoryPlan", "is the difference to what Omnium holds"],
    [
      "domain/inventory-sync/InventoryChange",
      "the change brings what is held to what is wanted, and a second one changes nothing"
    ]
  ),
  "the change is made in Omnium": by(differences, firstRun),
  "it is SellableNumberOfItems that counts": by([stock, "may be a decimal, and less than nothing"])
})

const eachVariant = [
  products,
  "R17: makes every variant an article at every goods owner, and its OngoingArticleId is in Omnium"
] as const

const productExport = section("Product export", {
  "each variant is an article of its own": by(eachVariant, [
    "domain/product-export/ProductArticles",
    "are one for each variant that lies in a warehouse, under a key of the goods owner and the SKU"
  ]),
  "the article's system id is kept as an external id": by(eachVariant, [
    products,
    "makes one article of a product that is there in several languages"
  ])
})

/** The fields by Ongoing's own names. */
const onTheWire = ["adapters/ongoing/Articles", "has the mission's rows under Ongoing's names"] as const

const productMapping = section("Product mapping", {
  "SkuId to ArticleNumber": by([articles, "SkuId → ArticleNumber"], onTheWire),
  "SkuId to ProductCode": by([articles, "SkuId → ProductCode"], onTheWire),
  "Weight to Weight": by([articles, "Weight → Weight, in kilograms"], onTheWire),
  "Ean to BarCodeInfo.BarCode": by([articles, "Ean → BarCodeInfo.BarCode, none rather than the one before"], onTheWire),
  "Description to Description": by([articles, "Description → Description, as text"], onTheWire),
  "Name + Color to ArticleName": by([articles, "Name + Color → ArticleName, the colour once"], onTheWire),
  "Color to ArticleColor": by([articles, "Color → ArticleColor"], onTheWire),
  "Size to ArticleSize": by([articles, "Size → ArticleSize"], onTheWire),
  "Brand to SupplierInfo.SupplierName": by([articles, "Brand → SupplierInfo.SupplierName"], onTheWire),
  "SupplierSkuId to SupplierInfo.SupplierArticleNumber": by(
    [articles, "SupplierSkuId → SupplierInfo.SupplierArticleNumber"],
    onTheWire
  ),
  "MainImageUrl to LinkToPicture": by([articles, "MainImageUrl → LinkToPicture"], onTheWire)
})

const deleted = [products, "X1: its articles are inactive and without barcode, which another product may have"] as const
const deletedArticle = [articles, "IsActive is set to false, and the barcode is cleared; the rest stays"] as const

const deletedProducts = section("Deleted products", {
  "IsActive is false": by(deleted, deletedArticle),
  "the barcode is cleared": by(deleted, deletedArticle)
})

const exported = [deliveries, "is one purchase order with the mission's rows, whose id Omnium shows"] as const

const deliveryExport = section("Delivery export", {
  "the workflow leads to the export": by(exported, [deliveries, "may come as %s"]),
  "the lines of the purchase order come along": by(exported, [
    mapping,
    "a line is what is to come of it, received or not, on a row of its own for ever"
  ]),
  "a delivery is a purchase order in Ongoing": by(exported),
  "the purchase order's id is a property of the delivery": by(exported, [
    deliveries,
    "is written again when it has changed, and keeps its id and everything else of its properties"
  ])
})

const supplier =
  "Supplier.Name → SupplierInfo.SupplierName, Supplier.Id → SupplierInfo.SupplierNumber: of several the first"

const deliveryMapping = section("Delivery mapping", {
  "Delivery.Id to PurchaseOrderNumber": by(
    [mapping, "Delivery.Id → PurchaseOrderNumber, and the mark by which we know it again"],
    exported
  ),
  "Supplier.Name to SupplierInfo.SupplierName": by([mapping, supplier], exported),
  "Supplier.Id to SupplierInfo.SupplierNumber": by([mapping, supplier], exported),
  "InvoiceNumber to ReferenceNumber": by([mapping, "InvoiceNumber → ReferenceNumber"], exported)
})

const status = [purchase, "%i (%s) is shown on the delivery"] as const
const givenUp = [purchase, "after a part was received: what came is booked, then the rest is cancelled (%i)"] as const

const inRounds = [purchase, "in several rounds are booked once each, at a status that does not move"] as const

const statuses = section("Purchase order statuses", {
  "199 Ankommet": by(status, [purchase, "are not compared by size: 199 comes before 200 and may follow it"]),
  "200 Varslet": by(status),
  "300 Inkommende": by(status, inRounds),
  "400 Avvik": by(status, [purchase, "with a deviation (400) are told once, in an internal comment"]),
  "500 Mottatt": by(status, inRounds),
  "900 Makulert": by(status, givenUp),
  "1000 Avbrutt": by(status, givenUp)
})

const goodsReception = section("Goods reception", {
  "what is newly received is worked out": by(inRounds, [
    reception,
    "are what was received less what Omnium has, line by line"
  ]),
  "reception lines are made": by(inRounds, [reception, "are what was received less what Omnium has, line by line"]),
  "the delivery's lines have what was delivered": by(inRounds),
  "the stock is booked": by(inRounds)
})

const workflow = section("Workflow steps of deliveries", {
  "a step with the Ongoing connector exports the delivery": by([deliveries, "may come as %s"], exported)
})

export const goods = [
  ...inventory,
  ...productExport,
  ...productMapping,
  ...deletedProducts,
  ...deliveryExport,
  ...deliveryMapping,
  ...statuses,
  ...goodsReception,
  ...workflow
]
